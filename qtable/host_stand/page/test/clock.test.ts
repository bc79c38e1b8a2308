// A device's clock is set while its page is open; the page's counter never jumps, but stands still while the device sleeps.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "../src/clock";

function device() {
  const counters = { wall: () => at.wall, ticks: () => at.ticks };
  const at = { wall: Date.parse("2030-01-01T17:55:00Z"), ticks: 1_000 };
  const clock = new ServerClock(counters);
  clock.set("2030-01-01T18:00:00Z");
  const pass = (seconds: number) => void ((at.wall += seconds * 1_000), (at.ticks += seconds * 1_000));
  const setClock = (minutes: number) => void (at.wall += minutes * 60_000);
  const sleep = setClock;
  const told = () => clock.stamp().slice(11, 19);
  return { clock, pass, setClock, sleep, told };
}

test("acts are dated by the box's clock, whatever the device's shows", () => {
  const { pass, told } = device();
  pass(61);
  assert.equal(told(), "18:01:01");
});

for (const minutes of [90, -90]) {
  test(`a clock that is set by ${minutes} min between two acts moves neither`, () => {
    const { pass, setClock, told } = device();
    pass(10);
    assert.equal(told(), "18:00:10");
    setClock(minutes);
    pass(10);
    assert.equal(told(), "18:00:20");
  });
}

test("a device that slept in the pocket knows how long", () => {
  const { clock, pass, sleep, told } = device();
  clock.hide(true);
  sleep(20);
  clock.hide(false);
  pass(5);
  assert.equal(told(), "18:20:05");
});

test("a clock that was set back while the page was hidden takes nothing from what has passed", () => {
  const { clock, pass, setClock, told } = device();
  clock.hide(true);
  pass(30);
  setClock(-90);
  clock.hide(false);
  assert.equal(told(), "18:00:30");
});

test("what has passed before the page was hidden counts by the counter alone", () => {
  const { clock, setClock, pass, told } = device();
  setClock(45);
  pass(5);
  clock.hide(true);
  pass(5);
  assert.equal(told(), "18:00:10");
});

test("how long the line has been away is counted so too", () => {
  const { clock, pass, setClock } = device();
  const lost = clock.device();
  setClock(60);
  pass(42);
  assert.equal(clock.device() - lost, 42_000);
});
