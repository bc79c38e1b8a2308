// What people are in a restaurant, each above the one before.
export const roles = ["viewer", "host", "manager", "admin"] as const;
export type Role = (typeof roles)[number];

export function isAtLeast(role: string, least: Role): boolean {
  return roles.indexOf(role as Role) >= roles.indexOf(least);
}
