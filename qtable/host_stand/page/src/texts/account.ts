// One's own login: names and password.
import { catalogue } from "./language";

export const account = catalogue({
  en: {
    names: "Your name",
    namesLead: "As your colleagues see it here, in Activity and on the PIN screen.",
    changePassword: "Password",
    newPassword: "New password",
    again: "The new password again",
    unlike: "The two don’t match. Type the new password again.",
    passwordHint: "At least 10 characters.",
    passwordEnds: "Your logins on other devices end; this one stays.",
    passwordSet: "Your password is changed.",
    pin: "PIN",
  },
  es: {
    names: "Tu nombre",
    namesLead: "Así te ven tus compañeros aquí, en Actividad y al entrar con PIN.",
    changePassword: "Contraseña",
    newPassword: "Contraseña nueva",
    again: "Repite la contraseña nueva",
    unlike: "No coinciden. Escribe otra vez la contraseña nueva.",
    passwordHint: "Al menos 10 caracteres.",
    passwordEnds: "Tus sesiones en otros dispositivos terminan; esta sigue.",
    passwordSet: "Tu contraseña ha cambiado.",
    pin: "Tu PIN",
  },
});
