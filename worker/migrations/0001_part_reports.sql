CREATE TABLE `part_reports` (
	`part` text PRIMARY KEY NOT NULL,
	`ok` integer NOT NULL,
	`message` text NOT NULL,
	`at` text NOT NULL
);
