import assert from "node:assert/strict";
import { test } from "node:test";
import { shouldLock } from "../src/device";
import { Refusal } from "../src/http";
import { changed, everyEvening, likeMonday, readNumbers, weekdays, withMore, without, withTime } from "../src/house_rules";
import { isAtLeast } from "../src/roles";
import { Session } from "../src/session";
import { language } from "../src/texts/language";
import { fieldTexts } from "../src/texts/fields";
import { problemText } from "../src/texts/problem";
import { tellFields } from "../src/texts/refusals";
import { weekdayName } from "../src/texts/settings";

const MINUTE = 60_000;

test("only what was changed is sent, so that another device's change stays", () => {
  const before = { hold_minutes: 10, size_classes: [2, 4], language: null };
  assert.deepEqual(changed(before, { ...before, size_classes: [2, 4], hold_minutes: 12 }), { hold_minutes: 12 });
});

test("numbers are read however they are parted", () => {
  assert.deepEqual(readNumbers("2, 4 ,6;"), [2, 4, 6]);
  assert.deepEqual(readNumbers("none"), []);
});

test("hours are added an hour after the last ones, changed, taken away, and given to all days", () => {
  const more = withMore(everyEvening(), "friday");
  assert.deepEqual(more.friday, [{ open: "18:00", close: "23:00" }, { open: "00:00", close: "04:00" }]);
  assert.deepEqual(withTime(more, "friday", 1, "close", "02:30").friday?.[1], { open: "00:00", close: "02:30" });
  assert.deepEqual(withMore(without(everyEvening(), "monday", 0), "monday").monday, [{ open: "18:00", close: "23:00" }]);
  const alike = likeMonday(withTime(more, "monday", 0, "open", "12:00"));
  assert.deepEqual(weekdays.map((day) => alike[day]?.map(({ open }) => open)), weekdays.map(() => ["12:00"]));
});

test("weekdays are named from Monday on", (context) => {
  context.after(() => (language.value = "en"));
  language.value = "es";
  assert.deepEqual([weekdayName(0), weekdayName(6)], ["lunes", "domingo"]);
});

test("a paired device locks itself only while somebody could log in again and nothing waits", () => {
  assert.equal(shouldLock(5 * MINUTE, 5, true, 0), true);
  assert.equal(shouldLock(5 * MINUTE - 1, 5, true, 0), false);
  assert.equal(shouldLock(60 * MINUTE, 0, true, 0), false);
  assert.equal(shouldLock(60 * MINUTE, 5, false, 0), false);
  assert.equal(shouldLock(60 * MINUTE, 5, true, 1), false);
});

test("a role sees what is for it and for those below it", () => {
  assert.deepEqual(["viewer", "host", "manager", "admin"].map((role) => isAtLeast(role, "manager")), [false, false, true, true]);
  assert.equal(isAtLeast("stranger", "viewer"), false);
});

test("a wrong field is named: in English with the box's words, in Spanish with what it must be", (context) => {
  const asBefore = tellFields.value;
  context.after(() => {
    language.value = "en";
    tellFields.value = asBefore;
  });
  const refused = (fields: object) => problemText(new Refusal(422, "invalid", "Some fields are wrong.", 0, { fields }));
  const wrong = { owner: { password: ["Shorter than 10."] }, pin: ["Too easy."], minutesPerParty: { 0: ["Too small."], 1: ["Too small."] } };
  assert.equal(refused(wrong), "Some fields are wrong.");
  tellFields.value = fieldTexts;
  assert.equal(refused(wrong), "Password: Shorter than 10. PIN: Too easy. First quotes: Too small.");
  assert.equal(refused({ flux: ["Overcharged."] }), "Some fields are wrong.");
  language.value = "es";
  assert.match(refused(wrong), /^Contraseña: al menos 10 caracteres\. PIN: .+\. Primera espera: .+\.$/);
  assert.match(refused({ flux: ["Overcharged."] }), /^Revisa los datos/);
});

test("who came in by PIN stays so when the token is renewed, and not when a password follows", async () => {
  const tokens = { access_token: "a", refresh_token: "r", expires_in: 0, restaurant_id: "r1", user: { id: "ana" } };
  const session = new Session(async () => ({ body: tokens, seq: undefined }), null, () => 0);
  await session.enter({ method: "POST", path: "/auth/pin" }, true);
  await session.token();
  assert.equal(session.saved.value?.byPin, true);
  await session.login("ana@example.com", "a password");
  assert.equal(session.saved.value?.byPin, false);
});
