ALTER TABLE `assets` ADD `thumbhash` text;--> statement-breakpoint
ALTER TABLE `assets` ADD `has_preview` integer DEFAULT false NOT NULL;