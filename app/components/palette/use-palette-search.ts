import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { loader } from '../../routes/palette.ts';
import { urls } from '../../urls.ts';

/** Milliseconds without a key before what was typed is asked for. */
const PAUSE = 120;

/** What the server knows to what was typed: matches, and how much there is to retry. Null before the first answer. */
export function usePaletteSearch(text: string) {
	const { data, load, state } = useFetcher<typeof loader>();
	useEffect(() => {
		const timer = setTimeout(() => load(urls.paletteSearch(text)), PAUSE);
		return () => clearTimeout(timer);
	}, [text, load]);
	return { found: data ?? null, searching: state !== 'idle' };
}
