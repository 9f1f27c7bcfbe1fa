export interface SpokenText {
	/** What the model said outside its thinking. */
	answer: string;
	/** What follows a thinking tag that was never closed: the rest of a thought, or a forgotten end tag. */
	unclosed: string | null;
}

/**
 * Takes thinking out of a reply. Understands `<think>` and its kin, `[THINK]` (Mistral) and `◁think▷`
 * (Kimi). An end tag without a start drops everything before it, since some chat templates put the start
 * tag into the prompt. Linear in the length of the text.
 */
export function withoutThinking(text: string): SpokenText {
	let answer = '';
	let from = 0;
	let thinkingSince: number | null = null;
	for (const tag of text.matchAll(TAG)) {
		const end = tag.index + tag[0].length;
		if (tag[1] === '' && thinkingSince === null) {
			answer += text.slice(from, tag.index);
			thinkingSince = end;
		} else if (tag[1] === '/') {
			answer = thinkingSince === null ? '' : answer;
			thinkingSince = null;
			from = end;
		}
	}
	return thinkingSince === null
		? { answer: answer + text.slice(from), unclosed: null }
		: { answer, unclosed: text.slice(thinkingSince) };
}

const TAG =
	/[<[◁](\/?)(?:think|thinking|thoughts?|reasoning|reflection|scratchpad)(?:\s[^<>]{0,80})?[>\]▷]/gi;
