DROP INDEX `sessions_by_title`;--> statement-breakpoint
ALTER TABLE `sessions` ADD `title_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `sessions_by_title` ON `sessions` (`owner`,`archived`,`title_key`,`id`);--> statement-breakpoint
UPDATE `sessions` SET `title_key` = upper(`title`) WHERE `title` NOT GLOB '*[^ -~]*';
