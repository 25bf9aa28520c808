/** What is wrong with one field of a form: its name, and a sentence that says what to do. */
export type FieldProblem = { field: string; sentence: string };
