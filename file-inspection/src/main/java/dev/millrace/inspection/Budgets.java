package dev.millrace.inspection;

/** How much looking at a file may cost, by what is in it. */
public record Budgets(ImageBudget images, DocumentBudget documents, DataBudget data) {

	/** Right for a service that anyone may send files to. */
	public static final Budgets DEFAULTS = new Budgets(ImageBudget.DEFAULTS, DocumentBudget.DEFAULTS,
			DataBudget.DEFAULTS);

	/** What any file of this kind may take. */
	public Allowance of(Kind kind) {
		return switch (kind) {
			case IMAGE -> images.allowance();
			case DOCUMENT -> documents.allowance();
			case DATA -> data.allowance();
		};
	}
}
