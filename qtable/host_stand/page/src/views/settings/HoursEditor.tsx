import { everyEvening, likeMonday, weekdays, withMore, without, withTime, type Hours } from "../../house_rules";
import { settings, weekdayName } from "../../texts/settings";
import { Check } from "../controls/Check";

interface Props {
  /** Null: the restaurant doesn't say. */
  hours: Hours | null;
  onChange: (hours: Hours | null) => void;
}

export function HoursEditor({ hours, onChange }: Props) {
  return (
    <>
      <Check label={settings.hoursKnown} checked={hours !== null} onChange={(known) => onChange(known ? everyEvening() : null)} />
      {hours && (
        <>
          <ul class="hours">{weekdays.map((_, number) => <Day key={number} number={number} hours={hours} onChange={onChange} />)}</ul>
          <p class="field-hint">{settings.hoursHint}</p>
          <button type="button" class="button" onClick={() => onChange(likeMonday(hours))}>{settings.likeMonday}</button>
        </>
      )}
    </>
  );
}

function Day({ number, hours, onChange }: { number: number; hours: Hours; onChange: (hours: Hours) => void }) {
  const [day, name] = [weekdays[number]!, weekdayName(number)];
  const open = hours[day] ?? [];
  const time = (place: number, edge: "open" | "close", label: string) => (
    <input type="time" required aria-label={label} value={open[place]![edge]} onInput={(event) => onChange(withTime(hours, day, place, edge, event.currentTarget.value))} />
  );
  return (
    <li>
      <b>{name}</b>
      <div>
        {open.length === 0 && <span class="hours-closed">{settings.closed}</span>}
        {open.map((_, place) => (
          <div class="hours-span" key={place}>
            {time(place, "open", settings.opens(name))}–{time(place, "close", settings.closes(name))}
            <button type="button" class="button quiet" aria-label={settings.removeHours(name)} onClick={() => onChange(without(hours, day, place))}>✕</button>
          </div>
        ))}
      </div>
      <button type="button" class="button quiet" aria-label={settings.addHours(name)} onClick={() => onChange(withMore(hours, day))}>+</button>
    </li>
  );
}
