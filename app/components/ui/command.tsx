import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useHydrated } from '../../hydrated.ts';

/** A command for the terminal, or other text to be copied: one click marks all of it, the button copies it. */
export function Command({ text, what = 'command' }: { text: string; what?: string }) {
	const [copied, setCopied] = useState(false);
	const Icon = copied ? Check : Copy;

	async function copy() {
		await navigator.clipboard.writeText(text);
		setCopied(true);
	}

	return (
		<span className="inline-flex max-w-full items-center gap-1 rounded-md bg-raised py-0.5 pl-2 pr-0.5">
			<code className="min-w-0 select-all py-1 text-xs">{text}</code>
			<button
				type="button"
				onClick={() => void copy()}
				className={`flex size-6 shrink-0 items-center justify-center rounded text-muted hover:text-ink ${useHydrated() ? '' : 'invisible'}`}
			>
				<Icon aria-hidden className="size-3.5" />
				<span className="sr-only">{copied ? 'Copied' : `Copy the ${what}`}</span>
			</button>
		</span>
	);
}
