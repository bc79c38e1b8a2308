import type { components } from "../../generated/api";

export type Report = components["schemas"]["ServiceReport"];
