import { fractionOf, hashOf } from './hash.ts';

/** What a character knows of one team. */
export interface TeamHints {
	elo: number;
	scoredPerMatch: number;
	concededPerMatch: number;
	/** Points per match of the last matches, 0 to 3. */
	form: number;
}

export interface MatchHints {
	home: TeamHints;
	away: TeamHints;
}

/**
 * Reads what a prompt tells of the two teams, home first. What it does not tell comes from a hash of its
 * text, so that any prompt gets a plausible and always the same answer.
 */
export function readHints(prompt: string): MatchHints {
	const elo = [...prompt.matchAll(/^- Elo: (\d+(?:\.\d+)?)$/gm)];
	const goals = [...prompt.matchAll(/^- Goals per match: (\S+) scored, (\S+) conceded$/gm)];
	const form = [...prompt.matchAll(/^- Form, latest last: ([WDL ]+)$/gm)];
	const hash = hashOf(prompt);
	const team = (index: number): TeamHints => {
		const invented = (trait: number) => fractionOf(hash, index, trait);
		return {
			elo: known(elo[index]?.[1]) ?? 1400 + 250 * invented(1),
			scoredPerMatch: known(goals[index]?.[1]) ?? 0.8 + 1.2 * invented(2),
			concededPerMatch: known(goals[index]?.[2]) ?? 0.8 + 1.2 * invented(3),
			form: pointsPerMatch(form[index]?.[1]) ?? 3 * invented(4),
		};
	};
	return { home: team(0), away: team(1) };
}

function known(text: string | undefined): number | null {
	const value = Number(text);
	return text === undefined || Number.isNaN(value) ? null : value;
}

function pointsPerMatch(form: string | undefined): number | null {
	const results = form?.match(/[WDL]/g);
	if (!results) return null;
	const points = results.map((result) => ({ W: 3, D: 1, L: 0 })[result] ?? 0);
	return points.reduce((sum, point) => sum + point, 0) / points.length;
}
