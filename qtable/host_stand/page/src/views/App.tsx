import type { Signal } from "@preact/signals";
import type { Duty } from "../duty";
import type { Session } from "../session";
import { HereContext } from "./context";
import { Frame } from "./frame/Frame";
import { Door } from "./login/Door";

interface Props {
  session: Session;
  duty: Signal<Duty | null>;
  expelled: Signal<boolean>;
}

export function App({ session, duty, expelled }: Props) {
  const user = session.saved.value?.user;
  if (!user || !duty.value) return <Door session={session} expelled={expelled.value} />;
  const byPin = session.saved.value?.byPin ?? false;
  const { api, restaurantId, stand, actions, outlook, held, presence } = duty.value;
  // What was tapped last is sent before, where the box is there: it would wait for this person to come back.
  const logOut = () => void actions.outbox.flush().then(() => session.logout());
  return (
    <HereContext.Provider value={{ api, restaurantId, stand, actions, outlook, held, presence, user, byPin, logOut, rename: (names) => session.rename(names) }}>
      <Frame />
    </HereContext.Provider>
  );
}
