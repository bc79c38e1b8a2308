import { useSignal } from "@preact/signals";
import { changed } from "../../house_rules";
import { restaurant } from "../../store";
import { settings } from "../../texts/settings";
import { useFloor } from "../context";
import { Field } from "../controls/Field";
import { Form } from "./Form";
import { CutoffChoice, ZoneChoice } from "./place";
import { useSettle } from "../settle";

export function RestaurantSettings() {
  const { name = "", slug = "", timeZone = "UTC", businessDayCutoff = 4 } = restaurant(useFloor()) ?? {};
  const before = { name, slug, timeZone, businessDayCutoff };
  const draft = useSignal(before);
  const { wrong, settle } = useSettle();
  const set = (fields: Partial<typeof before>) => void (draft.value = { ...draft.value, ...fields });
  return (
    <Form wrong={wrong.value} onSave={() => settle("PUT", "", changed(before, draft.value))}>
      <Field name="name" label={settings.name} required value={draft.value.name} onInput={(value) => set({ name: value })} />
      <Field name="slug" label={settings.slug} required maxLength={64} pattern="[a-z0-9]+([-_][a-z0-9]+)*" hint={settings.slugHint(`${location.origin}/w/${draft.value.slug}`)} value={draft.value.slug} onInput={(value) => set({ slug: value })} />
      <ZoneChoice zone={draft.value.timeZone} onPick={(zone) => set({ timeZone: zone })} />
      <CutoffChoice hour={draft.value.businessDayCutoff} onPick={(hour) => set({ businessDayCutoff: hour })} />
    </Form>
  );
}
