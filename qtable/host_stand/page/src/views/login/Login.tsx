import "../../styles/login.css";
import { useSignal } from "@preact/signals";
import { Refusal } from "../../http";
import type { Session } from "../../session";
import { acts } from "../../texts/acts";
import { login } from "../../texts/login";
import { pin } from "../../texts/pin";
import { refusalText } from "../../texts/refusals";
import { Field } from "../controls/Field";
import { Mark } from "../icons";

interface Props {
  session: Session;
  expelled: boolean;
  /** On a paired device: back to who may take it over by PIN. */
  onFaces?: () => void;
}

export function Login({ session, expelled, onFaces }: Props) {
  const busy = useSignal(false);
  const failure = useSignal(expelled ? acts.sessionOver : "");

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    busy.value = true;
    failure.value = "";
    try {
      await session.login(String(form.get("email")).trim(), String(form.get("password")));
    } catch (problem) {
      failure.value = loginFailure(problem);
    }
    busy.value = false;
  }

  return (
    <main class="login">
      <form class="login-card" onSubmit={submit}>
        <h1 class="login-title"><Mark /> {login.product}</h1>
        <Field name="email" label={login.email} type="email" autocomplete="username" required autofocus />
        <Field name="password" label={login.password} type="password" autocomplete="current-password" required />
        <p class="login-failure" role="alert">{failure}</p>
        <button class="button primary big" disabled={busy.value}>{busy.value ? login.loggingIn : login.logIn}</button>
        {onFaces && <button type="button" class="button quiet" onClick={onFaces}>{pin.faces}</button>}
      </form>
    </main>
  );
}

function loginFailure(problem: unknown): string {
  if (!(problem instanceof Refusal)) return login.unreachable;
  return problem.status === 401 ? login.wrong : refusalText(problem) || acts.failed;
}
