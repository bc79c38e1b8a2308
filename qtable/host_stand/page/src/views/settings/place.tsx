import { settings } from "../../texts/settings";
import { Select } from "../controls/Select";

/** `zone` is offered too where this browser doesn't know it. */
export function ZoneChoice({ zone, onPick }: { zone: string; onPick: (zone: string) => void }) {
  const names = [...new Set([zone, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
  const choices = names.map((value) => ({ value, text: value.replaceAll("_", " ") }));
  return <Select label={settings.zone} choices={choices} picked={zone} onPick={onPick} />;
}

export function CutoffChoice({ hour, onPick }: { hour: number; onPick: (hour: number) => void }) {
  const choices = Array.from({ length: 24 }, (_, at) => ({ value: String(at), text: `${String(at).padStart(2, "0")}:00` }));
  return (
    <>
      <Select label={settings.cutoff} choices={choices} picked={String(hour)} onPick={(value) => onPick(Number(value))} />
      <p class="field-hint">{settings.cutoffHint}</p>
    </>
  );
}
