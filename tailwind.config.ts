import type { Config } from 'tailwindcss';

/** Colours are named by what they mean; app/styles.css gives them their values, light and dark. */
const colour = (name: string) => `var(--${name})`;

export default {
	content: [],
	theme: {
		extend: {
			colors: {
				canvas: colour('canvas'),
				surface: colour('surface'),
				raised: colour('raised'),
				line: colour('line'),
				ink: colour('ink'),
				muted: colour('muted'),
				accent: { DEFAULT: colour('accent'), ink: colour('accent-ink') },
				good: { DEFAULT: colour('good'), soft: colour('good-soft') },
				info: { DEFAULT: colour('info'), soft: colour('info-soft') },
				warn: { DEFAULT: colour('warn'), soft: colour('warn-soft') },
				bad: { DEFAULT: colour('bad'), soft: colour('bad-soft') },
				quiet: { DEFAULT: colour('muted'), soft: colour('raised') },
			},
			fontFamily: {
				sans: ['Inter', 'ui-sans-serif', 'system-ui', 'Segoe UI', 'Roboto', 'Helvetica Neue', 'sans-serif'],
				mono: ['ui-monospace', 'SFMono-Regular', 'Menlo', 'Consolas', 'monospace'],
			},
		},
	},
} satisfies Config;
