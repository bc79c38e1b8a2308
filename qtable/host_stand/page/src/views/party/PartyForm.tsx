import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { allergyOf, marksOf, retagged } from "../../tags";
import { controls } from "../../texts/controls";
import { partyTexts } from "../../texts/party";
import { sheet } from "../../texts/sheet";
import type { Guest, GuestEdit } from "../../wire";
import { useHere } from "../context";
import { Field } from "../controls/Field";
import { SizePad } from "../controls/SizePad";
import { MarkFields } from "./MarkFields";

/** What is written down of a party, as it was when this was opened. Only what differs from that is sent, so that two hosts
 * can correct different things. */
export function PartyForm(opened: { party: Guest }) {
  const { actions, stand } = useHere();
  const { party } = useRef(opened).current;
  const size = useSignal(party.partySize);
  const picked = useSignal<ReturnType<typeof marksOf>>(marksOf(party.tags));
  const allergy = useSignal(allergyOf(party.tags));
  const nameless = useSignal(false);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const said = (field: string) => String(form.get(field) ?? "").trim();
    nameless.value = said("name") === "";
    if (nameless.value) return;
    const tags = retagged(party.tags, picked.value, allergy.value.trim());
    const edit = differing(party, {
      name: said("name"), partySize: size.value, phoneNumber: said("phone") || null, notes: said("notes") || null,
      ...(marksChanged(party, tags) ? { tags } : {}),
    });
    if (Object.keys(edit).length > 0) actions.edit(party, edit);
    else stand.open(null);
  }

  return (
    <form class="form" onSubmit={submit} noValidate>
      <h3>{controls.partySize}</h3>
      <SizePad picked={size.value} onPick={(one) => (size.value = one)} />
      <Field name="name" label={sheet.name} required value={party.name} error={nameless.value ? partyTexts.nameMissing : undefined} />
      <Field name="phone" label={sheet.phone} inputMode="tel" maxLength={40} value={party.phoneNumber ?? ""} />
      <MarkFields picked={picked} allergy={allergy} />
      <Field name="notes" label={sheet.notes} value={party.notes ?? ""} />
      <button class="button primary big sheet-act">{partyTexts.save}</button>
    </form>
  );
}

/** Written otherwise but meant alike is no change. */
function marksChanged(party: Guest, tags: string[]): boolean {
  const same = (all: readonly string[]) => JSON.stringify([marksOf(all), allergyOf(all)]);
  return same(party.tags) !== same(tags);
}

function differing(party: Guest, said: GuestEdit): GuestEdit {
  const changed = Object.entries(said).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(party[name as keyof GuestEdit]));
  return Object.fromEntries(changed);
}
