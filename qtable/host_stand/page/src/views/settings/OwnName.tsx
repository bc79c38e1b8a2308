import { useSignal } from "@preact/signals";
import { account } from "../../texts/account";
import { firstRun } from "../../texts/first_run";
import type { User } from "../../wire";
import { useHere } from "../context";
import { Field } from "../controls/Field";
import { useSettle } from "../settle";
import { Form } from "./Form";

export function OwnName() {
  const { user, rename } = useHere();
  const draft = useSignal({ first_name: user.first_name ?? "", last_name: user.last_name ?? "" });
  const { wrong, settle } = useSettle();
  const set = (fields: Partial<typeof draft.value>) => void (draft.value = { ...draft.value, ...fields });
  async function save() {
    const { first_name, last_name } = draft.value;
    const now = await settle<User>("PUT", "/auth/me", { first_name, last_name: last_name || null });
    if (now !== null) rename(now);
  }
  return (
    <Form wrong={wrong.value} onSave={() => void save()}>
      <p>{account.namesLead}</p>
      <Field name="first_name" label={firstRun.firstName} required maxLength={100} autocomplete="given-name" value={draft.value.first_name} onInput={(value) => set({ first_name: value })} />
      <Field name="last_name" label={firstRun.lastName} maxLength={100} autocomplete="family-name" value={draft.value.last_name} onInput={(value) => set({ last_name: value })} />
    </Form>
  );
}
