import { after, HOUR, MINUTE } from '../../server/clock.ts';
import type { Transaction } from '../../server/db.ts';
import { seededRandom } from '../../server/football/seeded-random.ts';
import { lineupsOf } from '../../server/football/simulated/squads.ts';
import type { MatchLineups } from '../../server/football/source.ts';
import { buildPrompt } from '../../server/models/prompt.ts';
import type { MatchAnalysisContent, TeamAnalysis } from '../../server/pipeline/analysis/content.ts';
import { rowsOf } from './drafts.ts';

/** Texts that differ; what stands in «» is the match's own. */
const TEMPLATES = 24;

/** Stores analyses, line-ups and prompts of the matches that have come so far. */
export async function storeInputs(
	tx: Transaction,
	{ seed, now }: { seed: number; now: Date },
): Promise<void> {
	const templates = Array.from({ length: TEMPLATES }, (_, number) => template(seed, number));
	const texts = (of: (made: Template) => unknown) =>
		rowsOf(templates.map((made) => JSON.stringify(of(made))));
	await tx.$executeRaw`
		INSERT INTO "MatchAnalysis" ("matchId", "madeAt", "asOf", content, "unavailableReason")
		SELECT m.id, "kickoffAt" - interval '6 hours' + interval '3 s', "kickoffAt" - interval '6 hours',
			CASE WHEN m.number % 60 <> 20 THEN
				replace(replace(replace(replace(of.text, '«competition»', league.name), '«season»', season), '«home»', home), '«away»', away)::jsonb
			END, CASE WHEN m.number % 60 = 20 THEN 'no earlier result of the teams is known' END
		FROM match_draft m JOIN "Competition" league ON league.id = m."competitionId"
		JOIN ${texts(({ analysis }) => analysis)} AS of (number, text) ON of.number = floor(pg_temp.chance('template/' || place || m.number) * ${TEMPLATES})
		WHERE (place = 'past' OR place = 'live' OR place = 'soon' AND "kickoffAt" < ${after(now, 6 * HOUR)} AND m.number % 7 <> 3)
			AND status IN ('finished', 'live', 'scheduled')`;
	await tx.$executeRaw`
		INSERT INTO "Lineup" ("matchId", "fetchedAt", home, away, "unavailableReason")
		SELECT m.id, "kickoffAt" - interval '58 min', CASE WHEN known THEN of.text::jsonb->'home' END, CASE WHEN known THEN of.text::jsonb->'away' END,
			CASE WHEN NOT known THEN 'football.json has no line-ups' END
		FROM match_draft m
		JOIN ${texts(({ lineups }) => lineups)} AS of (number, text) ON of.number = floor(pg_temp.chance('template/' || place || m.number) * ${TEMPLATES})
		CROSS JOIN LATERAL (SELECT "competitionId" IN ('en.1', 'uefa.cl', 'de.1') AS known) source
		WHERE (place = 'past' OR place = 'live' OR place = 'soon' AND "kickoffAt" < ${after(now, 58 * MINUTE)} AND m.number % 7 <> 3)
			AND status IN ('finished', 'live', 'scheduled')`;
	await tx.$executeRaw`
		INSERT INTO "Prompt" (id, "matchId", text, sha256, "madeAt")
		SELECT pg_temp.id('prompt/' || m.id), m.id, made.text, encode(sha256(convert_to(made.text, 'UTF8')), 'hex'), "kickoffAt" - interval '30 min'
		FROM match_draft m JOIN "Competition" league ON league.id = m."competitionId"
		JOIN ${texts(({ prompt }) => prompt)} AS of (number, text) ON of.number = floor(pg_temp.chance('template/' || place || m.number) * ${TEMPLATES})
		CROSS JOIN LATERAL (SELECT replace(replace(replace(replace(replace((of.text::jsonb)#>>'{}', '«competition»', league.name), '«season»', season),
			'«home»', home), '«away»', away), '1970-01-01 00:00', to_char("kickoffAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')) AS text) made
		WHERE status IN ('finished', 'live') AND trouble IS DISTINCT FROM 'unserved'
			OR place = 'soon' AND status = 'scheduled' AND "kickoffAt" < ${after(now, 29 * MINUTE)}`;
}

interface Template {
	analysis: MatchAnalysisContent;
	lineups: MatchLineups;
	prompt: string;
}

const [COMPETITION, SEASON, HOME, AWAY] = ['«competition»', '«season»', '«home»', '«away»'] as const;

function template(seed: number, number: number): Template {
	const random = seededRandom(`${seed}/template/${number}`);
	const headToHead = Array.from({ length: Math.floor(random() * 6) }, (_, index) => ({
		date: `${2019 + index}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
		home: index % 2 ? HOME : AWAY,
		away: index % 2 ? AWAY : HOME,
		homeGoals: Math.floor(random() * 4),
		awayGoals: Math.floor(random() * 3),
	}));
	const [home, away] = [teamAnalysis(HOME, random), teamAnalysis(AWAY, random)];
	const analysis = { competition: COMPETITION, season: SEASON, home, away, headToHead };
	const lineups = lineupsOf({ sourceKey: String(number), home: HOME, away: AWAY }, seed);
	const match = { competition: COMPETITION, season: SEASON, round: 'Matchday', home: HOME, away: AWAY };
	const kickoffAt = new Date(0);
	const prompt = buildPrompt({ ...match, kickoffAt, scoreCounts: 'ninety_minutes', analysis, lineups });
	return { analysis, lineups, prompt };
}

function teamAnalysis(team: string, random: () => number): TeamAnalysis {
	const form = () =>
		Array.from({ length: 5 }, () => (['W', 'D', 'L'] as const)[Math.floor(random() * 3)] ?? 'D');
	const played = 5 + Math.floor(random() * 25);
	return {
		...{
			team,
			position: 1 + Math.floor(random() * 20),
			points: Math.floor(played * (0.6 + random() * 1.6)),
			played,
		},
		...{ form: form(), venueForm: form(), restDays: 3 + Math.floor(random() * 6) },
		goalsForPerMatch: Math.round(random() * 250) / 100,
		goalsAgainstPerMatch: Math.round(random() * 220) / 100,
		elo: Math.round(13_500 + random() * 3_500) / 10,
	};
}
