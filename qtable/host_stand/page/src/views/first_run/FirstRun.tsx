import { useSignal } from "@preact/signals";
import type { components } from "../../generated/api";
import type { Hours } from "../../house_rules";
import type { Session } from "../../session";
import { firstRun as texts } from "../../texts/first_run";
import { login } from "../../texts/login";
import { problemText } from "../../texts/problem";
import { settings } from "../../texts/settings";
import { Check } from "../controls/Check";
import { Field } from "../controls/Field";
import { Mark } from "../icons";
import { HoursEditor } from "../settings/HoursEditor";
import { CutoffChoice, ZoneChoice } from "../settings/place";
import { FloorChoice } from "./FloorChoice";

type FloorTemplate = components["schemas"]["FloorTemplate"];
const EMPTY = "empty";

/** An empty box: owner, restaurant and floor on one sheet, made by one request. */
export function FirstRun({ session, floors }: { session: Session; floors: FloorTemplate[] }) {
  const zone = useSignal(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const cutoff = useSignal(4);
  const hours = useSignal<Hours | null>(null);
  const floor = useSignal(floors[0]?.name ?? EMPTY);
  const demo = useSignal(false);
  const [wrong, busy] = [useSignal(""), useSignal(false)];

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const { code, restaurant, last_name, ...owner } = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)) as Record<string, string>;
    const place = { name: restaurant, time_zone: zone.value, business_day_cutoff: cutoff.value, hours: hours.value };
    const { email, password, first_name } = owner;
    const body = { code, owner: { email, password, first_name, ...(last_name && { last_name }) }, restaurant: place, floor: floor.value, demo: demo.value && floor.value !== EMPTY };
    busy.value = true;
    wrong.value = "";
    await session.enter({ method: "POST", path: "/setup", body }).catch((problem: unknown) => (wrong.value = problemText(problem)));
    busy.value = false;
  }

  return (
    <main class="first-run">
      <form class="form" onSubmit={(event) => void submit(event)}>
        <h1 class="login-title"><Mark /> {texts.title}</h1>
        <p>{texts.lead}</p>
        <Field name="code" label={texts.code} required hint={texts.codeHint} maxLength={40} />
        <h2>{texts.you}</h2>
        <div class="first-run-pair">
          <Field name="first_name" label={texts.firstName} required autocomplete="given-name" maxLength={100} />
          <Field name="last_name" label={texts.lastName} autocomplete="family-name" maxLength={100} />
        </div>
        <Field name="email" label={login.email} type="email" required autocomplete="username" />
        <Field name="password" label={login.password} type="password" required autocomplete="new-password" minLength={10} hint={texts.passwordHint} />
        <h2>{settings.sections.restaurant}</h2>
        <Field name="restaurant" label={settings.name} required autocomplete="organization" />
        <ZoneChoice zone={zone.value} onPick={(value) => (zone.value = value)} />
        <CutoffChoice hour={cutoff.value} onPick={(value) => (cutoff.value = value)} />
        <HoursEditor hours={hours.value} onChange={(value) => (hours.value = value)} />
        <h2>{texts.floor}</h2>
        <FloorChoice floors={[...floors, { name: EMPTY, tables: 0, seats: 0, sections: [], plan: [] }]} picked={floor.value} onPick={(name) => (floor.value = name)} />
        <Check label={texts.demo} checked={demo.value && floor.value !== EMPTY} disabled={floor.value === EMPTY} onChange={(on) => (demo.value = on)} />
        <p class="field-error" role="alert">{wrong.value}</p>
        <button class="button primary huge" disabled={busy.value}>{busy.value ? texts.opening : texts.open}</button>
      </form>
    </main>
  );
}
