/** The one operator that a fresh installation has; its password is ADMIN_PASSWORD, and it may do everything for ever. */
export const ADMIN = 'admin';

/** What the audit trail calls the pipeline itself: nobody else is called so. */
export const PIPELINE = 'pipeline';

/** What a person may do: a viewer reads everything and changes nothing. The names are stored. */
export const ROLES = ['operator', 'viewer'] as const;
export type OperatorRole = (typeof ROLES)[number];
