import type { Policies } from "../../house_rules";
import { restaurant } from "../../store";
import { useFloor } from "../context";

export function usePolicies(): Policies {
  const policies = restaurant(useFloor())?.policies;
  if (!policies) throw new Error("a restaurant without policies");
  return policies;
}
