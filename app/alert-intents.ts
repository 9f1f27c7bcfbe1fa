/** The value of `intent` in the forms about alerts. */
export const ALERT_INTENTS = {
	acknowledge: 'acknowledge',
	acknowledgeAll: 'acknowledge-all',
} as const;
