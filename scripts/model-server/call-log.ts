/** What the server was asked since it started, or since the log was emptied. */
export interface CallLog {
	/** Requests for a completion, whatever became of them. */
	total: number;
	/** Requests that got a usable reply. */
	answered: number;
	/** The most requests that were open at one time. */
	peakInFlight: number;
	/** One entry per model and prompt: a count above 1 is a double call. */
	calls: CallCount[];
}

export interface CallCount {
	model: string;
	/** Hexadecimal; the same for the same prompt. */
	promptHash: string;
	asked: number;
	answered: number;
}

export class CallRecorder {
	#calls = new Map<string, CallCount>();
	#inFlight = 0;
	#peakInFlight = 0;

	/** Notes a request. @returns its entry, to count the answer in */
	begin(model: string, promptHash: number): CallCount {
		const hex = promptHash.toString(16).padStart(8, '0');
		const key = `${hex} ${model}`;
		const entry = this.#calls.get(key) ?? { model, promptHash: hex, asked: 0, answered: 0 };
		entry.asked += 1;
		this.#calls.set(key, entry);
		this.#inFlight += 1;
		this.#peakInFlight = Math.max(this.#peakInFlight, this.#inFlight);
		return entry;
	}

	/** A request is over, answered or not. */
	end(): void {
		this.#inFlight -= 1;
	}

	read(): CallLog {
		const calls = [...this.#calls.values()].map((call) => ({ ...call }));
		return {
			total: calls.reduce((sum, { asked }) => sum + asked, 0),
			answered: calls.reduce((sum, { answered }) => sum + answered, 0),
			peakInFlight: this.#peakInFlight,
			calls,
		};
	}

	clear(): void {
		this.#calls.clear();
		this.#peakInFlight = this.#inFlight;
	}
}
