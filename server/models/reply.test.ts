import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DRESSINGS } from '../../scripts/model-server/dressing.ts';
import { TransientError } from '../queue/outcomes.ts';
import { parseReply } from './reply.ts';

const TWO_ONE = { home: 2, away: 1 };
const JSON_2_1 = '{"home": 2, "away": 1}';

describe('parseReply understands', () => {
	it.each([
		['plain JSON', JSON_2_1],
		['a code fence', `\`\`\`json\n${JSON_2_1}\n\`\`\``],
		['prose around it', `Sure! Arsenal (71 points) are better.\n${JSON_2_1}\nEnjoy {responsibly}!`],
		['thinking', `<think>\nMaybe {"home": 0, "away": 0}? Or 3-3.\n</think>\n${JSON_2_1}`],
		['thinking with an attribute', `<reasoning type="deep">{"home": 0, "away": 0}</reasoning>${JSON_2_1}`],
		['thinking in brackets', `[THINK]{"home": 0, "away": 0}[/THINK]${JSON_2_1}`],
		['thinking in Kimi tags', `◁think▷{"home": 0, "away": 0}◁/think▷${JSON_2_1}`],
		['thinking before an end tag alone', `{"home": 0, "away": 0}\n</think>\n${JSON_2_1}`],
		['thinking after the answer', `${JSON_2_1}\n<think>{"home": 0, "away": 0}</think>`],
		[
			'thinking without an end tag, up to the answer',
			`<think>It was {"home": 0, "away": 0}. Now:\n${JSON_2_1}`,
		],
		['the same in a fence', `<think>So\n\`\`\`json\n${JSON_2_1}\n\`\`\`\n`],
		['a tag in a string', '{"reason": "a <think> tag", "home": 2, "away": 1}'],
		['several objects: the last score counts', `{"home": 1, "away": 1} no, ${JSON_2_1} {"confidence": 0.6}`],
		['a template after the answer', `${JSON_2_1} in the format {"home": int, "away": int}`],
		['braces and quotes in strings', 'Here: {"why": "a } and a \\" and {", "home": 2, "away": 1}'],
		['a stray quote', '{"why: no", "home": 2, "away": 1} and {"home": 2, "away": 1} 5" tall'],
		['single quotes and trailing commas', "{'home': 2, 'away': 1,}"],
		['comments', '{"home": 2, // at home\n "away": 1 /* sadly */}'],
		['bare keys', '{home: 2, away: 1}'],
		['homeScore', '{"homeScore": 2, "awayScore": 1}'],
		['home_score', '{"home_score": 2, "away_score": 1}'],
		['predictedHome', '{"predictedHome": 2, "predictedAway": 1}'],
		['predicted_home_score', '{"predicted_home_score": 2, "predicted_away_score": 1}'],
		['home_goals', '{"home_goals": 2, "away_goals": 1}'],
		['goalsHome', '{"goalsHome": 2, "goalsAway": 1}'],
		['capitals and spaces', '{"Home Team Goals": 2, "AWAY TEAM GOALS": 1}'],
		[
			'team names beside the goals',
			'{"home_team": "Arsenal", "home_goals": 2, "away_team": "Chelsea", "away_goals": 1}',
		],
		[
			'an object for each team',
			'{"home": {"team": "Arsenal", "goals": 2}, "away": {"team": "Chelsea", "goals": 1}}',
		],
		['a nested prediction', '{"prediction": {"home": 2, "away": 1}}'],
		['a nested score', '{"match": "A - B", "score": {"home": 2, "away": 1}}'],
		['a deeper one', '{"result": {"final_score": {"home": 2, "away": 1}}}'],
		['a score as an array', '{"score": [2, 1]}'],
		['a score as a string', '{"score": "2-1"}'],
		['a result with a colon', '{"result": "2:1"}'],
		['a score beside the same sides', '{"home": 2, "away": 1, "score": "2 – 1", "prediction": "home win"}'],
		['a bare array', '[2, 1]'],
		['a bare array in a fence', '```\n[2, 1]\n```'],
		['an array with one object', `[${JSON_2_1}]`],
		['numbers as strings', '{"home": "2", "away": " 1 "}'],
		['whole decimals', '{"home": 2.0, "away": "1.0"}'],
		['a bare scoreline', '2-1'],
		['a labelled scoreline', 'Final score: 2 – 1.'],
		['a scoreline between the teams', 'Arsenal 2:1 Chelsea'],
		['a line break before it', '\n\n  {"home": 2, "away": 1}\n'],
	])('%s', (_, text) => {
		expect(parseReply(text)).toMatchObject(TWO_ONE);
	});

	it('a draw in plain words that speak of winning', () => {
		expect(parseReply('Nobody will win: 1-1')).toMatchObject({ home: 1, away: 1 });
	});

	it('the greatest scores', () => {
		expect(parseReply('{"home": 20, "away": 0}')).toMatchObject({ home: 20, away: 0 });
	});
});

describe('parseReply refuses', () => {
	it.each([
		['nothing', ''],
		['blanks', ' \n\t '],
		['words', 'I cannot predict football matches.'],
		['an empty object', '{}'],
		['an empty array', '[]'],
		['null', 'null'],
		['a number', '21'],
		['one side', '{"home": 2}'],
		['a side that is null', '{"home": 2, "away": null}'],
		['sides that are null', '{"home": null, "away": null}'],
		['a side that is a word', '{"home": "two", "away": 1}'],
		['a side that is empty', '{"home": "", "away": 1}'],
		['a side that is true', '{"home": true, "away": 1}'],
		['a side that is missing its value', '{"home": 2, "away": }'],
		['a side that is a dash', '{"home": 2, "away": -}'],
		['NaN', '{"home": NaN, "away": NaN}'],
		['infinity', '{"home": 1e999, "away": 1}'],
		['a fraction', '{"home": 1.5, "away": 1}'],
		['a fraction as a string', '{"home": "1.5", "away": 1}'],
		['fractions in an array', '[1.7, 0.9]'],
		['goals above 20', '{"home": 21, "away": 1}'],
		['goals below 0', '{"home": -1, "away": 1}'],
		['goals below 0 as a string', '{"home": "-1", "away": 1}'],
		['goals above 20 after a draft', '{"home": 2, "away": 1} no: {"home": 25, "away": 1}'],
		['expected goals', '{"expectedHomeGoals": 2, "expectedAwayGoals": 1}'],
		['chances alone', '{"home": 1, "draw": 0, "away": 0}'],
		['chances in percent', '{"home": 15, "draw": 70, "away": 15}'],
		['a grouped set of chances', '{"probabilities": {"home": 1, "draw": 0, "away": 0}}'],
		['two scores that contradict each other', '{"home": 2, "away": 1, "score": "1-1"}'],
		['two counts for one team', '{"home": 2, "home_score": 3, "away": 1}'],
		['an array of three', '[2, 1, 0]'],
		['a list of alternatives', '[{"home": 2, "away": 1}, {"home": 1, "away": 1}]'],
		['JSON that breaks off', '{"home": 2, "away": 1'],
		[
			'JSON that breaks off after an older result',
			'{"last_meeting": {"home": 2, "away": 1}, "prediction": {"home"',
		],
		['a score that is part of something else', '{"last_meeting": {"home": 2, "away": 1}}'],
		['a thought that breaks off', '<think>They met before: {"home": 2, "away": 1}. On the other hand'],
		['a scoreline in a thought', '<think>2-1'],
		['nothing but a thought', '<think>{"home": 2, "away": 1}</think>'],
		['two scorelines', '2-1 or 1-1'],
		['a scoreline below 0', 'Score: -2-1'],
		['a scoreline whose winner might be away', 'Chelsea to win 2-1'],
		['an old result', 'Their last meeting ended 2-1. I cannot say more.'],
		['a range', 'I expect 1-2 goals.'],
		['a time', 'Kick-off is at 19:15.'],
		['a date', 'They play on 2025-05-25.'],
		['a formation', 'They play 4-4-2.'],
		['a citation', 'See the sources [2, 1] for more.'],
		['a scoreline beside unusable JSON', '{"home": 2 - 1, "away": 3}'],
		['a scoreline in JSON prose', '{"reasoning": "last time 2-1", "home": null, "away": null}'],
	])('%s', (_, text) => {
		expect(() => parseReply(text)).toThrow(TransientError);
	});

	it.each([
		['', 'empty'],
		['hello', 'no score'],
		['{"home": 2}', 'one team only'],
		['{"home": 25, "away": 1}', '25'],
		['{"home": 2, "away": 1, "score": "1-1"}', 'two different scores'],
	])('with the reason (%j)', (text, reason) => {
		expect(() => parseReply(text)).toThrow(reason);
	});
});

describe('parseReply reads probabilities', () => {
	const withProbabilities = (probabilities: unknown) => JSON.stringify({ ...TWO_ONE, probabilities });

	it.each([
		['fractions', withProbabilities({ home: 0.5, draw: 0.3, away: 0.2 })],
		['per cent', withProbabilities({ home: 50, draw: 30, away: 20 })],
		['per cent as strings', withProbabilities({ home: '50%', draw: '30 %', away: '20' })],
		['other keys', withProbabilities({ homeWin: 0.5, Draw: 0.3, away_win: 0.2 })],
		['another name', '{"home": 2, "away": 1, "win_probability": {"home": 0.5, "draw": 0.3, "away": 0.2}}'],
		[
			'separate keys',
			'{"home": 2, "away": 1, "home_win_probability": 0.5, "draw_probability": 0.3, "awayProbability": 0.2}',
		],
		[
			'nested ones',
			'{"prediction": {"home": 2, "away": 1, "probabilities": {"home": 0.5, "draw": 0.3, "away": 0.2}}}',
		],
		[
			'ones beside a nested score',
			'{"score": [2, 1], "probabilities": {"home": 0.5, "draw": 0.3, "away": 0.2}}',
		],
	])('as %s', (_, text) => {
		const { home, away, probabilities } = parseReply(text);
		expect({ home, away }).toEqual(TWO_ONE);
		expect(probabilities?.home).toBeCloseTo(0.5, 10);
		expect(probabilities?.draw).toBeCloseTo(0.3, 10);
		expect(probabilities?.away).toBeCloseTo(0.2, 10);
	});

	it('and makes rounded ones add up to 1', () => {
		const { probabilities } = parseReply(withProbabilities({ home: 33, draw: 33, away: 33 }));
		expect(probabilities?.home).toBeCloseTo(1 / 3, 10);
	});

	it.each([
		['none', JSON_2_1],
		['one missing', withProbabilities({ home: 0.5, draw: 0.5 })],
		['a sum far from 1', withProbabilities({ home: 0.5, draw: 0.5, away: 0.5 })],
		['negative ones', withProbabilities({ home: 1.2, draw: -0.2, away: 0 })],
		['zeros', withProbabilities({ home: 0, draw: 0, away: 0 })],
		['words', withProbabilities({ home: 'high', draw: 'low', away: 'low' })],
		['a string', withProbabilities('50/30/20')],
		['null', withProbabilities(null)],
	])('as unknown when there are %s', (_, text) => {
		expect(parseReply(text)).toEqual({ ...TWO_ONE, probabilities: null });
	});
});

describe('parseReply, whatever the text', () => {
	const goals = fc.integer({ min: 0, max: 20 });
	const scrap = fc.constantFrom(
		'{',
		'}',
		'[',
		']',
		'"',
		"'",
		':',
		',',
		'2',
		'1',
		'-',
		'\\',
		'"home"',
		'"away"',
		'score',
		'<think>',
		'</think>',
		'```',
		' ',
		'\n',
		'draw',
		'1.5',
		'null',
		'//',
		'/*',
		'{"home":2,"away":1}',
	);

	it.each([
		['text', fc.string({ unit: 'binary', maxLength: 300 })],
		['scraps of replies', fc.array(scrap, { maxLength: 40 }).map((scraps) => scraps.join(''))],
		['JSON', fc.json()],
		[
			'JSON about scores',
			fc
				.dictionary(
					fc.constantFrom('home', 'away', 'draw', 'score', 'prediction', 'probabilities'),
					fc.jsonValue({ maxDepth: 3 }),
				)
				.map((value) => JSON.stringify(value)),
		],
	])('gives a score or TransientError for %s', (_, texts) => {
		fc.assert(
			fc.property(texts, (text) => {
				try {
					const { home, away, probabilities } = parseReply(text);
					expect([home, away].every((side) => Number.isInteger(side) && side >= 0 && side <= 20)).toBe(true);
					if (probabilities) {
						expect(probabilities.home + probabilities.draw + probabilities.away).toBeCloseTo(1, 9);
					}
				} catch (error) {
					expect(error).toBeInstanceOf(TransientError);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('gives back the score of every dressing', () => {
		// A scoreline in plain words is believed up to 9 goals a side.
		const side = fc.integer({ min: 0, max: 9 });
		fc.assert(
			fc.property(side, side, fc.constantFrom(...DRESSINGS), (home, away, dressing) => {
				const text = dressing({ home, away, probabilities: { home: 0.5, draw: 0.3, away: 0.2 } });
				expect(parseReply(text)).toMatchObject({ home, away });
			}),
		);
	});

	it('finds the JSON in any prose without braces or tags', () => {
		const prose = fc.string().map((text) => text.replace(/[{}<>[\]◁▷]/g, ''));
		fc.assert(
			fc.property(goals, goals, prose, prose, (home, away, before, after) => {
				expect(parseReply(`${before}\n${JSON.stringify({ home, away })}\n${after}`)).toMatchObject({
					home,
					away,
				});
			}),
		);
	});

	it.each([
		'{',
		'}',
		'{}',
		'{a}',
		'[',
		'"',
		'{"',
		'{"a" b "c" d}',
		'"a" b ',
		"{'a' b}",
		'<think',
		'<think>',
		'</think>',
		'2-1 ',
		'2-',
		'2.',
		'[1, ',
		' ',
		'\n',
		'\\"',
		'{"home":',
	])(
		'ends soon on 100 kB of %j',
		(scrapOfText) => {
			const text = scrapOfText.repeat(100_000 / scrapOfText.length);
			for (const hostile of [text, `{${text}}`, `<think>${text}}`, `{"home": ${JSON.stringify(text)}`]) {
				expect(() => parseReply(hostile)).toThrow(TransientError);
			}
		},
		// Anything that grows faster than the text takes minutes.
		5_000,
	);
});
