import { describe, expect, it } from 'vitest';
import { loadRegistry } from '../../server/models/registry.ts';
import { parseReply } from '../../server/models/reply.ts';
import { type Forecast, forecast } from './characters.ts';
import { DRESSINGS, dress } from './dressing.ts';
import { hashOf } from './hash.ts';
import { readHints } from './hints.ts';

const MODELS = loadRegistry().map(({ model }) => model);
const PROMPTS = Array.from({ length: 40 }, (_, n) => `Arsenal play Chelsea in round ${n}.`);

const FAVOURITES = `- Goals per match: 2.3 scored, 0.7 conceded
- Form, latest last: W W W D W
- Elo: 1850.5
- Goals per match: 0.9 scored, 2.1 conceded
- Form, latest last: L L D L L
- Elo: 1390`;

describe('the characters', () => {
	it('are 42 different ones', () => {
		const answers = MODELS.map((model) => PROMPTS.map((prompt) => scoreline(ask(model, prompt))).join(' '));
		expect(new Set(answers).size).toBe(42);
	});

	it('differ over one match', () => {
		for (const prompt of PROMPTS) {
			expect(new Set(MODELS.map((model) => scoreline(ask(model, prompt)))).size).toBeGreaterThanOrEqual(5);
		}
	});

	it('say the same to the same prompt', () => {
		for (const model of MODELS) expect(ask(model, FAVOURITES)).toEqual(ask(model, FAVOURITES));
	});

	it('mostly predict ordinary scores', () => {
		const goals = MODELS.flatMap((model) => PROMPTS.map((prompt) => ask(model, prompt))).flatMap(
			({ home, away }) => [home, away],
		);
		expect(goals.filter((count) => count <= 4).length / goals.length).toBeGreaterThan(0.95);
		expect(Math.max(...goals)).toBeLessThanOrEqual(7);
	});

	it('mostly believe in favourites', () => {
		const wins = MODELS.map((model) => ask(model, FAVOURITES)).filter(({ home, away }) => home > away);
		expect(wins.length).toBeGreaterThan(35);
	});

	it('have chances that add up to 1', () => {
		for (const model of MODELS) {
			const { home, draw, away } = ask(model, FAVOURITES).probabilities;
			expect(home + draw + away).toBeCloseTo(1, 9);
			expect(Math.min(home, draw, away)).toBeGreaterThanOrEqual(0);
		}
	});

	it('answer under names that nobody registered', () => {
		expect(ask('acme/Unheard-of', 'Who wins?').home).toBeGreaterThanOrEqual(0);
	});
});

describe('their replies', () => {
	it('are all understood', () => {
		for (const model of MODELS) {
			for (const prompt of PROMPTS) {
				const { home, away } = ask(model, prompt);
				expect(parseReply(dress(model, { ...ask(model, prompt) }))).toMatchObject({ home, away });
			}
		}
	});

	it('come in every dressing', () => {
		const used = MODELS.map((model) => dress(model, ask(model, FAVOURITES)));
		for (const dressing of DRESSINGS) {
			expect(used.some((reply, index) => reply === dressing(ask(MODELS[index] ?? '', FAVOURITES)))).toBe(
				true,
			);
		}
	});
});

function ask(model: string, prompt: string): Forecast {
	return forecast(model, hashOf(prompt), readHints(prompt));
}

function scoreline({ home, away }: Forecast): string {
	return `${home}-${away}`;
}
