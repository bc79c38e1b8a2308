import type { FunctionComponent } from "preact";
import { isAtLeast, type Role } from "../../roles";
import { hashOf, place } from "../../router";
import { menu } from "../../texts/menu";
import { settings } from "../../texts/settings";
import { useHere } from "../context";
import { Page } from "../controls/Page";
import { About } from "./About";
import { DemoSettings } from "./DemoSettings";
import { Devices } from "./Devices";
import { GuestPages } from "./GuestPages";
import { HoursSettings } from "./HoursSettings";
import { PolicySettings } from "./PolicySettings";
import { RestaurantSettings } from "./Restaurant";
import { Staff } from "./Staff";
import { ThisDevice } from "./ThisDevice";
import { You } from "./You";

interface Section {
  id: keyof typeof settings.sections;
  least: Role;
  View: FunctionComponent;
  /** Refused to who came in by PIN. */
  password?: boolean;
}

const sections: readonly Section[] = [
  { id: "device", least: "viewer", View: ThisDevice },
  { id: "you", least: "viewer", View: You },
  { id: "guests", least: "host", View: GuestPages },
  { id: "policies", least: "manager", View: PolicySettings },
  { id: "hours", least: "manager", View: HoursSettings },
  { id: "devices", least: "manager", View: Devices, password: true },
  { id: "restaurant", least: "admin", View: RestaurantSettings, password: true },
  { id: "staff", least: "admin", View: Staff, password: true },
  { id: "demo", least: "admin", View: DemoSettings, password: true },
  { id: "about", least: "viewer", View: About },
];

/** The list beside what it opens; on a phone one after the other. */
export function Settings() {
  const { user, byPin } = useHere();
  const mine = sections.filter(({ least }) => isAtLeast(user.role, least));
  const asked = place.value.rest[0];
  const open = mine.find(({ id }) => id === asked) ?? mine[0]!;
  const back = asked && <a class="button settings-back" href={hashOf("/settings")}>‹ {menu.settings}</a>;
  return (
    <Page title={menu.settings}>
      <div class="settings" data-open={asked !== undefined}>
        <nav class="settings-nav" aria-label={menu.settings}>
          {mine.map(({ id }) => <a key={id} href={hashOf("/settings", id)} aria-current={id === open.id ? "page" : undefined}>{settings.sections[id]}</a>)}
        </nav>
        <div class="settings-body">
          {back}
          <h2>{settings.sections[open.id]}</h2>
          {open.password && byPin ? <p>{settings.needsPassword}</p> : <open.View key={open.id} />}
        </div>
      </div>
    </Page>
  );
}
