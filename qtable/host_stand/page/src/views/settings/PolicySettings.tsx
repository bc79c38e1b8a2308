import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { changed, readNumbers, type Policies } from "../../house_rules";
import { languages, type Language } from "../../texts/language";
import { settings } from "../../texts/settings";
import { Check } from "../controls/Check";
import { Field } from "../controls/Field";
import { Segmented } from "../controls/Segmented";
import { Form } from "./Form";
import { usePolicies } from "./policies";
import { useSettle } from "../settle";

const stages = ["ordered", "mains", "dessert", "check", "paid"] as const;
const languagesOfPages = [null, ...(Object.keys(languages) as Language[])];
const names = ["code", "initials", "first_name"] as const;
type Numbered = "reservation_minutes" | "hold_minutes" | "rotation_minutes" | "online_party_max";
type Listed = "size_classes" | "minutes_per_party";

export function PolicySettings() {
  const before = usePolicies();
  const draft = useSignal(before);
  const { wrong, settle } = useSettle();
  const { stages: used, ...now } = draft.value;
  const set = (fields: Partial<Policies>) => void (draft.value = { ...draft.value, ...fields });
  const use = (stage: (typeof stages)[number], on: boolean) => set({ stages: on ? [...used, stage] : used.filter((one) => one !== stage) });
  const number = (name: Numbered, min: number, max: number) => (
    <Field name={name} label={settings[name]} type="number" required min={min} max={max} value={String(now[name])} onInput={(value) => set({ [name]: Number(value) })} />
  );
  return (
    <Form wrong={wrong.value} onSave={() => settle("PUT", "/policies", changed(before, draft.value))}>
      <Group title={settings.groups.tables}>
        <Check label={settings.clean_after_finish} checked={now.clean_after_finish} onChange={(on) => set({ clean_after_finish: on })} />
        <p class="field-label">{settings.stages}</p>
        <div class="checks">
          {stages.map((stage) => <Check key={stage} label={settings.stage[stage]} checked={used.includes(stage)} onChange={(on) => use(stage, on)} />)}
        </div>
        {number("rotation_minutes", 5, 720)}
      </Group>
      <Group title={settings.groups.book}>{number("reservation_minutes", 15, 720)}</Group>
      <Group title={settings.groups.wait}>
        {number("hold_minutes", 1, 60)}
        <NumberList name="size_classes" numbers={now.size_classes} onChange={set} />
        <NumberList name="minutes_per_party" numbers={now.minutes_per_party} hint={settings.minutesHint} onChange={set} />
      </Group>
      <Group title={settings.groups.phones}>
        <Check label={settings.online_waitlist} checked={now.online_waitlist} onChange={(on) => set({ online_waitlist: on })} />
        {number("online_party_max", 1, 20)}
        <p class="field-label">{settings.pagesLanguage}</p>
        <Segmented
          label={settings.pagesLanguage} choices={languagesOfPages.map((value) => ({ value, text: value ? languages[value] : settings.asBrowser }))}
          picked={now.language} onPick={(value) => set({ language: value })}
        />
        <p class="field-label">{settings.display_names}</p>
        <Segmented
          label={settings.display_names} choices={names.map((value) => ({ value, text: settings.display[value] }))}
          picked={now.display_names} onPick={(value) => set({ display_names: value })}
        />
        <p class="field-hint">{settings.displayHint}</p>
      </Group>
    </Form>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return <section class="settings-group" aria-label={title}><h3>{title}</h3>{children}</section>;
}

/** Keeps the text as it is typed: a comma is no number yet. */
function NumberList({ name, numbers, hint, onChange }: { name: Listed; numbers: number[]; hint?: string; onChange: (fields: Partial<Policies>) => void }) {
  const text = useSignal(numbers.join(", "));
  const read = (value: string) => {
    text.value = value;
    onChange({ [name]: readNumbers(value) });
  };
  return <Field name={name} label={settings[name]} required inputMode="text" value={text.value} onInput={read} {...(hint && { hint })} />;
}
