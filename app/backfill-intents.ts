/** The value of `intent` in the forms of a backfill's page. */
export const RUN_INTENTS = {
	pause: 'pause',
	resume: 'resume',
	resumeWithoutBudget: 'resume-without-budget',
	cancel: 'cancel',
} as const;

export type RunIntent = (typeof RUN_INTENTS)[keyof typeof RUN_INTENTS];
