import { expect, it } from 'vitest';
import { fromKickoff } from './risk-words.ts';

const KICKOFF = new Date('2025-05-25T15:00:00Z');

it.each([
	['2025-05-25T15:07:00Z', '7 min after kick-off'],
	['2025-05-25T15:06:01Z', '7 min after kick-off'],
	['2025-05-25T16:20:00Z', '1 h 20 min after kick-off'],
	['2025-05-25T14:50:00Z', '10 min before kick-off'],
	['2025-05-25T14:59:40Z', 'at kick-off'],
])('what is expected at %s comes %s', (at, words) => {
	expect(fromKickoff(new Date(at), KICKOFF)).toBe(words);
});
