/** The value of `intent` in the forms about alerts and webhooks. */
export const ALERT_INTENTS = {
	acknowledge: 'acknowledge',
	acknowledgeAll: 'acknowledge-all',
	addWebhook: 'add-webhook',
	testWebhook: 'test-webhook',
	turnOn: 'turn-on',
	turnOff: 'turn-off',
	removeWebhook: 'remove-webhook',
} as const;

export type AlertIntent = (typeof ALERT_INTENTS)[keyof typeof ALERT_INTENTS];
