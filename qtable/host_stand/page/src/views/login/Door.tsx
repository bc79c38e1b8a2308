import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { paired } from "../../device";
import type { components } from "../../generated/api";
import type { Session } from "../../session";
import { later } from "../later";
import { Login } from "./Login";

const FirstRun = later((views) => views.FirstRun);
const PinSwitch = later((views) => views.PinSwitch);

interface Props {
  session: Session;
  expelled: boolean;
}

/** Where nobody is logged in: faces on a paired device, the first run on an empty box, else email and password. */
export function Door({ session, expelled }: Props) {
  const byPassword = useSignal(false);
  const device = paired.value;
  if (!device) return <FirstOrLogin session={session} expelled={expelled} />;
  if (byPassword.value) return <Login session={session} expelled={expelled} onFaces={() => (byPassword.value = false)} />;
  return <PinSwitch session={session} device={device} onPassword={() => (byPassword.value = true)} />;
}

function FirstOrLogin({ session, expelled }: Props) {
  const setup = useSignal<components["schemas"]["Setup"] | null | undefined>(undefined);
  useEffect(() => {
    session.send({ method: "GET", path: "/setup" }).then(
      ({ body }) => (setup.value = body as components["schemas"]["Setup"]),
      // Who can't be asked may be there in a moment, and most boxes are set up.
      () => (setup.value = null),
    );
  }, []);
  // Neither is shown before it is known which: a form must not change under somebody's fingers.
  if (setup.value === undefined) return null;
  return setup.value?.needed ? <FirstRun session={session} floors={setup.value.floors} /> : <Login session={session} expelled={expelled} />;
}
