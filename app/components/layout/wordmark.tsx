/** A touchline, the halfway line and the ball. */
export function Wordmark() {
	return (
		<span className="flex items-center gap-2 text-[15px] font-semibold tracking-tight">
			<svg viewBox="0 0 32 32" className="size-6" aria-hidden="true">
				<rect width="32" height="32" rx="8" fill="#0b6b43" />
				<path d="M8 5v22M8 16h16" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
				<circle cx="22" cy="16" r="4" fill="#fff" />
			</svg>
			Touchline
		</span>
	);
}
