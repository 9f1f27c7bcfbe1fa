/** What a colour means. Colour never stands alone: a word or an icon goes with it. */
export type Tone = 'good' | 'info' | 'warn' | 'bad' | 'quiet';

/** Text and icons of a tone on the page's own ground. */
export const TONE_TEXT: Record<Tone, string> = {
	good: 'text-good',
	info: 'text-info',
	warn: 'text-warn',
	bad: 'text-bad',
	quiet: 'text-muted',
};

/** Text on the tone's own soft ground. */
export const TONE_SOFT: Record<Tone, string> = {
	good: 'bg-good-soft text-good',
	info: 'bg-info-soft text-info',
	warn: 'bg-warn-soft text-warn',
	bad: 'bg-bad-soft text-bad',
	quiet: 'bg-quiet-soft text-muted',
};
