/** The value of `intent` in the forms about webhooks. */
export const WEBHOOK_INTENTS = {
	add: 'add-webhook',
	test: 'test-webhook',
	turnOn: 'turn-webhook-on',
	turnOff: 'turn-webhook-off',
	remove: 'remove-webhook',
} as const;

export type WebhookIntent = (typeof WEBHOOK_INTENTS)[keyof typeof WEBHOOK_INTENTS];
