// The way in.
import { catalogue } from "./language";

export const login = catalogue({
  en: {
    product: "QTable",
    email: "Email",
    password: "Password",
    logIn: "Log in",
    loggingIn: "Logging in…",
    wrong: "That email and password don’t match.",
    unreachable: "The box can’t be reached. Check this device’s network.",
  },
  es: {
    product: "QTable",
    email: "Correo electrónico",
    password: "Contraseña",
    logIn: "Entrar",
    loggingIn: "Entrando…",
    wrong: "El correo y la contraseña no coinciden.",
    unreachable: "No se llega al servidor. Comprueba la red de este dispositivo.",
  },
});
