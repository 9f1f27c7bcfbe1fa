/** A text word for word, whatever is in it. */
export function Verbatim({ text, label }: { text: string; label: string }) {
	return (
		<section
			aria-label={label}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
			tabIndex={0}
			className="max-h-[32rem] overflow-auto rounded-md bg-raised p-3"
		>
			<pre dir="auto" className="whitespace-pre-wrap break-words font-mono text-xs">
				{text}
			</pre>
		</section>
	);
}
