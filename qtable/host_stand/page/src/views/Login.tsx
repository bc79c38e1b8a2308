import { useSignal } from "@preact/signals";
import { Refusal } from "../http";
import type { Session } from "../session";
import { texts } from "../texts";
import { Mark } from "./icons";

export function Login({ session, expelled }: { session: Session; expelled: boolean }) {
  const busy = useSignal(false);
  const failure = useSignal(expelled ? texts.sessionOver : "");

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
        <h1 class="login-title"><Mark /> {texts.product}</h1>
        <label class="field">
          <span>{texts.email}</span>
          <input name="email" type="email" autocomplete="username" required autofocus />
        </label>
        <label class="field">
          <span>{texts.password}</span>
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <p class="login-failure" role="alert">{failure}</p>
        <button class="button primary big" disabled={busy.value}>{busy.value ? texts.loggingIn : texts.logIn}</button>
      </form>
    </main>
  );
}

function loginFailure(problem: unknown): string {
  if (!(problem instanceof Refusal)) return texts.unreachable;
  return problem.status === 401 ? texts.wrongLogin : problem.message || texts.failed;
}
