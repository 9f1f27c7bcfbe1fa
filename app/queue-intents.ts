/** The value of `intent` in the forms about queues. */
export const QUEUE_INTENTS = {
	pause: 'pause-queue',
	resume: 'resume-queue',
	setConcurrency: 'set-concurrency',
	resetConcurrency: 'reset-concurrency',
} as const;

export type QueueIntent = (typeof QUEUE_INTENTS)[keyof typeof QUEUE_INTENTS];
