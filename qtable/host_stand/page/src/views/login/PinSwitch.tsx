import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { forgetPairing, type Paired } from "../../device";
import type { components } from "../../generated/api";
import { Refusal } from "../../http";
import { go } from "../../router";
import { bearer, type Session } from "../../session";
import { bar } from "../../texts/bar";
import { login } from "../../texts/login";
import { pinPad as texts } from "../../texts/pin_pad";
import { Mark } from "../icons";
import { PinPad } from "./PinPad";

type Person = components["schemas"]["PinPerson"];
/** Null until the box has answered. */
type People = Person[] | "away" | null;
const AGAIN_MS = 5_000;

interface Props {
  session: Session;
  device: Paired;
  onPassword: () => void;
}

/** Who takes over a paired device: a face, then its PIN. */
export function PinSwitch({ session, device, onPassword }: Props) {
  const people = usePeople(session, device);
  const picked = useSignal<Person | null>(null);

  async function enter(person: Person, digits: string): Promise<string> {
    try {
      const body = { user_id: person.id, pin: digits };
      await session.enter({ method: "POST", path: "/auth/pin", headers: bearer(device.token), body }, true);
      go("/");
      return "";
    } catch (problem) {
      return pinFailure(problem, person.first_name);
    }
  }

  const person = picked.value;
  const heading = useRef<HTMLHeadingElement>(null);
  // The face that had the focus is gone.
  useLayoutEffect(() => heading.current?.focus(), [person]);
  return (
    <main class="login">
      <div class="login-card faces-card">
        <h1 class="login-title" ref={heading} tabindex={-1}><Mark /> {person ? nameOf(person) : texts.who}</h1>
        {person
          ? <PinPad onEnter={(digits) => enter(person, digits)} onBack={() => (picked.value = null)} />
          : <Faces people={people} onPick={(one) => (picked.value = one)} />}
        <button class="button quiet" onClick={onPassword}>{texts.withPassword}</button>
      </div>
    </main>
  );
}

function Faces({ people, onPick }: { people: People; onPick: (person: Person) => void }) {
  if (people === null) return null;
  if (people === "away") return <p role="status">{texts.waiting}</p>;
  if (people.length === 0) return <p>{texts.nobody}</p>;
  return (
    <ul class="persons">
      {people.map((person) => (
        <li key={person.id}>
          <button class="person" onClick={() => onPick(person)}>
            <span class="person-initials" aria-hidden="true">{person.initials}</span>{nameOf(person)}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Asked again until the box answers. A device that was removed forgets that it was paired. */
function usePeople(session: Session, device: Paired): People {
  const people = useSignal<People>(null);
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask(): Promise<void> {
      try {
        const { body } = await session.send({ method: "GET", path: "/auth/pin/people", headers: bearer(device.token) });
        if (!left) people.value = body as Person[];
      } catch (problem) {
        if (left) return;
        if (isRemoved(problem)) return forgetPairing();
        people.value = "away";
        timer = setTimeout(() => void ask(), AGAIN_MS);
      }
    }
    void ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [device.token]);
  return people.value;
}

function pinFailure(problem: unknown, name: string | null): string {
  if (!(problem instanceof Refusal)) return login.unreachable;
  if (isRemoved(problem)) forgetPairing();
  if (problem.status === 429) return texts.tooMany(Math.ceil(problem.retryAfterMs / 60_000));
  return texts.wrong(name);
}

function isRemoved(problem: unknown): boolean {
  return problem instanceof Refusal && problem.status === 401;
}

function nameOf({ first_name }: Person): string {
  return first_name ?? bar.nameless;
}
