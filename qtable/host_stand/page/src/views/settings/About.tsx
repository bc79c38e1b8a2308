import { login } from "../../texts/login";
import { settings } from "../../texts/settings";

/** The box says which version of the page it gave out. */
export function About() {
  const version = document.getElementById("stand")?.dataset["version"];
  return (
    <div class="form settings-form">
      <p>{login.product}<br />{settings.version} {version}</p>
      <a class="settings-link" href="/docs">{settings.docs}</a>
    </div>
  );
}
