/** The value of `intent` in the forms about people and their tokens. */
export const PEOPLE_INTENTS = {
	add: 'add-person',
	role: 'change-role',
	password: 'change-password',
	remove: 'remove-person',
	addToken: 'add-token',
	removeToken: 'remove-token',
} as const;

export type PeopleIntent = (typeof PEOPLE_INTENTS)[keyof typeof PEOPLE_INTENTS];

/** The same about competitions. */
export const COMPETITION_INTENTS = {
	follow: 'follow-competition',
	unfollow: 'unfollow-competition',
} as const;

export type CompetitionIntent = (typeof COMPETITION_INTENTS)[keyof typeof COMPETITION_INTENTS];
