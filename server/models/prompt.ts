import type { MatchLineups, TeamLineup } from '../football/source.ts';
import type { MatchAnalysisContent, PastMeeting, TeamAnalysis } from '../pipeline/analysis.ts';

export interface PromptInput {
	competition: string;
	season: string;
	round: string;
	home: string;
	away: string;
	kickoffAt: Date;
	/** Which score the competition's predictions are settled against. */
	scoreCounts: 'ninety_minutes' | 'after_extra_time';
	/** Null when it is unavailable. */
	analysis: MatchAnalysisContent | null;
	/** Null when there are none. */
	lineups: MatchLineups | null;
}

/**
 * The text that the models are asked with. It depends on nothing but its input, and holds no odds and no
 * result of the match. Names come from outside: each is kept on its line and short, so that none can pose
 * as an instruction.
 */
export function buildPrompt(input: PromptInput): string {
	return [...matchLines(input), ...analysisLines(input), ...lineupLines(input), ...QUESTION].join('\n');
}

const QUESTION = [
	'',
	'Answer with one JSON object and nothing else: goals as whole numbers from 0 to 20, and your probabilities',
	'of a home win, a draw and an away win, which add up to 1:',
	'{"home": int, "away": int, "probabilities": {"home": number, "draw": number, "away": number}}',
];

const SCORE_ASKED_FOR = {
	ninety_minutes: 'after 90 minutes and stoppage time; extra time and penalty shoot-outs do not count',
	after_extra_time:
		'at the end, goals of extra time included if it is played; penalty shoot-outs do not count',
} as const;

function matchLines({
	competition,
	season,
	round,
	home,
	away,
	kickoffAt,
	scoreCounts,
}: PromptInput): string[] {
	return [
		'Predict the score of this football match.',
		'',
		`Competition: ${name(competition)} ${name(season)}, ${name(round)}`,
		`Home team: ${name(home)}`,
		`Away team: ${name(away)}`,
		`Kick-off: ${kickoffAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
		`Score asked for: ${SCORE_ASKED_FOR[scoreCounts]}`,
	];
}

function analysisLines({ home, away, analysis }: PromptInput): string[] {
	if (analysis === null) {
		return ['', 'No analysis of earlier results is available: go by what you know of the teams.'];
	}
	return [
		'',
		`${name(home)} (home) before this match:`,
		...teamLines(analysis.home, 'home'),
		'',
		`${name(away)} (away) before this match:`,
		...teamLines(analysis.away, 'away'),
		'',
		...meetingLines(analysis.headToHead),
	];
}

function teamLines(team: TeamAnalysis, venue: 'home' | 'away'): string[] {
	const { position, points, played, form, venueForm, goalsForPerMatch, goalsAgainstPerMatch, restDays, elo } =
		team;
	return [
		position === null
			? '- Table: no match played this season'
			: `- Table: position ${position}, ${points} points from ${played} matches`,
		`- Form, latest last: ${form.join(' ') || 'none'}`,
		`- Form ${venue === 'home' ? 'at home' : 'away from home'}, latest last: ${venueForm.join(' ') || 'none'}`,
		`- Goals per match: ${goalsForPerMatch ?? 'unknown'} scored, ${goalsAgainstPerMatch ?? 'unknown'} conceded`,
		`- Rest since the last match: ${restDays === null ? 'unknown' : `${restDays} days`}`,
		`- Elo: ${elo}`,
	];
}

function meetingLines(meetings: PastMeeting[]): string[] {
	if (meetings.length === 0) {
		return ['Earlier meetings: none known'];
	}
	return [
		'Earlier meetings, latest last:',
		...meetings.map(
			({ date, home, away, homeGoals, awayGoals }) =>
				`- ${name(date)}: ${name(home)} ${homeGoals}-${awayGoals} ${name(away)}`,
		),
	];
}

function lineupLines({ home, away, lineups }: PromptInput): string[] {
	return lineups ? ['', lineupLine(home, lineups.home), lineupLine(away, lineups.away)] : [];
}

function lineupLine(team: string, { formation, players }: TeamLineup): string {
	const shape = formation === null ? '' : ` (${name(formation)})`;
	return `Line-up of ${name(team)}${shape}: ${players.map(name).join(', ')}`;
}

const LONGEST_NAME = 80;

/** Control and format characters and line ends become spaces. */
function name(text: string): string {
	return text
		.replace(/[\p{C}\s]+/gu, ' ')
		.trim()
		.slice(0, LONGEST_NAME);
}
