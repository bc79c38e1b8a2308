import { useSignal } from "@preact/signals";
import type { components } from "../../generated/api";
import { roles } from "../../roles";
import { firstRun } from "../../texts/first_run";
import { login } from "../../texts/login";
import { settings } from "../../texts/settings";
import { useHere } from "../context";
import { Ask } from "../controls/Ask";
import { Field } from "../controls/Field";
import { Read, useRead } from "../controls/read";
import { Select } from "../controls/Select";
import { Form } from "./Form";
import { PinForm } from "./PinForm";
import { useSettle } from "../settle";

type Colleague = components["schemas"]["Colleague"];
type NewColleague = components["schemas"]["NewColleague"];

export function Staff() {
  const asked = useRead<Colleague[]>("/users");
  return (
    <>
      <Read asked={asked}>
        {(people) => <ul class="settings-list">{people.map((one) => <li key={one.id}><Person one={one} onChange={asked.again} /></li>)}</ul>}
      </Read>
      <AddPerson onAdded={asked.again} />
    </>
  );
}

function Person({ one, onChange }: { one: Colleague; onChange: () => void }) {
  const { user } = useHere();
  const { wrong, settle } = useSettle();
  const leaving = useSignal(false);
  const path = `/users/${one.id}`;
  const say = async (answer: Promise<unknown>) => void ((await answer) !== null && onChange());
  return (
    <details>
      <summary>{nameOf(one)}<small>{[roleOf(one), one.has_pin && settings.hasPin].filter(Boolean).join(" · ")}</small></summary>
      <div class="form">
        <Select label={settings.role} choices={roleChoices()} picked={one.role ?? "viewer"} onPick={(role) => void say(settle("PUT", path, { role }))} />
        <PinForm wrong={wrong.value} has={one.has_pin} onSet={(pin) => void say(settle("PUT", `${path}/pin`, { pin }))} />
        {one.id !== user.id && <button class="button danger" onClick={() => (leaving.value = true)}>{settings.remove}</button>}
      </div>
      {leaving.value && (
        <Ask
          title={settings.leaveTitle(nameOf(one))} detail={settings.leaveDetail} act={settings.remove} onClose={() => (leaving.value = false)}
          onAct={() => void say(settle("DELETE", path, undefined, settings.removed(nameOf(one))))}
        />
      )}
    </details>
  );
}

const NOBODY = { first_name: "", last_name: "", email: "", role: "host" };

function AddPerson({ onAdded }: { onAdded: () => void }) {
  const draft = useSignal(NOBODY);
  const made = useSignal("");
  const { wrong, settle } = useSettle();
  const field = (name: "first_name" | "last_name" | "email", label: string) => (
    <Field name={name} label={label} type={name === "email" ? "email" : "text"} required={name !== "last_name"} value={draft.value[name]} onInput={(value) => (draft.value = { ...draft.value, [name]: value })} />
  );

  async function add() {
    const { last_name, ...needed } = draft.value;
    const added = await settle<NewColleague>("POST", "/users", { ...needed, ...(last_name && { last_name }) }, settings.added(needed.first_name));
    if (added === null) return;
    made.value = added.password ? settings.made(added.password) : "";
    draft.value = NOBODY;
    onAdded();
  }

  return (
    <Form wrong={wrong.value} save={settings.add} onSave={add}>
      <h3>{settings.add}</h3>
      {field("first_name", firstRun.firstName)}
      {field("last_name", firstRun.lastName)}
      {field("email", login.email)}
      <Select label={settings.role} choices={roleChoices()} picked={draft.value.role} onPick={(role) => (draft.value = { ...draft.value, role })} />
      <p class="settings-secret" role="status">{made.value}</p>
    </Form>
  );
}

function roleChoices() {
  return roles.map((value) => ({ value, text: settings.roles[value] }));
}

function roleOf({ role }: Colleague): string {
  return settings.roles[role as keyof typeof settings.roles] ?? "";
}

function nameOf({ first_name, last_name, email }: Colleague): string {
  return [first_name, last_name].filter(Boolean).join(" ") || email;
}
