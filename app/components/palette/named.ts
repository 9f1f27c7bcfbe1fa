/** Whether each word that was typed begins one of the words that something is named by; case is ignored. */
export function named(names: string[], typed: string): boolean {
	const words = names.flatMap(wordsOf);
	return wordsOf(typed).every((part) => words.some((word) => word.startsWith(part)));
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().split(/\s+/).filter(Boolean);
}
