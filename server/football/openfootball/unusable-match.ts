/** Why one match of a file cannot be used; the file's other matches go in. */
export class UnusableMatch extends Error {
	override readonly name = 'UnusableMatch';
}
