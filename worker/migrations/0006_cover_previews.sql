ALTER TABLE `sessions` ADD `cover_has_preview` integer DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE `sessions` SET `cover_has_preview` = true WHERE `cover_asset_id` IN (SELECT `id` FROM `assets` WHERE `has_preview`);
