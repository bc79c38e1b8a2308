// Leaving a paired device to others.
import { catalogue } from "./language";

export const pin = catalogue({
  en: {
    faces: "Back to the faces",
    lock: "Lock",
    cannotLock: "Without the box nobody could log in again. Lock when the line is back.",
  },
  es: {
    faces: "Volver a las personas",
    lock: "Bloquear",
    cannotLock: "Sin el servidor nadie podría volver a entrar. Bloquea cuando vuelva la conexión.",
  },
});
