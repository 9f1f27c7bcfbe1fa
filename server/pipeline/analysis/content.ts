import { z } from 'zod';

const teamAnalysis = z.object({
	team: z.string(),
	/** In the table of the season; null before the team's first match of it. */
	position: z.int().nullable(),
	points: z.int(),
	played: z.int(),
	/** The last five matches in all competitions, most recent last. */
	form: z.array(z.enum(['W', 'D', 'L'])),
	/** The last five at home for the home team, away for the away team, most recent last. */
	venueForm: z.array(z.enum(['W', 'D', 'L'])),
	/** Of this season and competition, two decimals; null before the team's first match of it. */
	goalsForPerMatch: z.number().nullable(),
	goalsAgainstPerMatch: z.number().nullable(),
	/** Full days between the kick-offs of the team's last match and this one; null without a last one. */
	restDays: z.int().nullable(),
	/** One decimal; 1500 is where every team starts. */
	elo: z.number(),
});

const pastMeeting = z.object({
	/** Day of the kick-off in UTC, YYYY-MM-DD. */
	date: z.string(),
	home: z.string(),
	away: z.string(),
	homeGoals: z.int(),
	awayGoals: z.int(),
});

/** What is stored of an analysis: reads it back from the database, or throws when it is something else. */
export const matchAnalysisContent = z.object({
	/** The competition's name. */
	competition: z.string(),
	season: z.string(),
	home: teamAnalysis,
	away: teamAnalysis,
	/** The last ten meetings in all competitions, most recent last. */
	headToHead: z.array(pastMeeting),
});

export type MatchAnalysisContent = z.infer<typeof matchAnalysisContent>;
export type TeamAnalysis = z.infer<typeof teamAnalysis>;
export type PastMeeting = z.infer<typeof pastMeeting>;
