CREATE TABLE `deliveries` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`shop` text NOT NULL,
	`topic` text NOT NULL,
	`delivery_id` text NOT NULL,
	`headers` text NOT NULL,
	`body` blob NOT NULL,
	`received_at` integer NOT NULL,
	`handled_at` integer,
	PRIMARY KEY(`workspace`, `id`),
	FOREIGN KEY (`workspace`,`shop`) REFERENCES `shops`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `deliveries_received` ON `deliveries` (`workspace`,`shop`,`received_at`);--> statement-breakpoint
CREATE TABLE `events` (
	`workspace` text NOT NULL,
	`number` integer NOT NULL,
	`shop` text,
	`order_id` text,
	`code` text NOT NULL,
	`params` text NOT NULL,
	`was` text,
	`became` text,
	`cause` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workspace`, `number`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `events_order` ON `events` (`workspace`,`order_id`,`number`);--> statement-breakpoint
CREATE TABLE `feeds` (
	`workspace` text NOT NULL,
	`shop` text NOT NULL,
	`kind` text NOT NULL,
	`cursor` text,
	`state` text NOT NULL,
	`round` integer NOT NULL,
	`done_count` integer NOT NULL,
	`total_count` integer,
	`due_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	PRIMARY KEY(`workspace`, `shop`, `kind`),
	FOREIGN KEY (`workspace`,`shop`) REFERENCES `shops`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `feeds_due` ON `feeds` (`workspace`,`due_at`);--> statement-breakpoint
CREATE TABLE `fulfillments` (
	`workspace` text NOT NULL,
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`external_id` text NOT NULL,
	`status` text NOT NULL,
	`state` text NOT NULL,
	`lines` text NOT NULL,
	`tracking` text NOT NULL,
	`sent_at` integer,
	`sent_by` text,
	`delivered_at` integer,
	`delivered_by` text,
	PRIMARY KEY(`workspace`, `order_id`, `position`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`workspace` text NOT NULL,
	`queue` text NOT NULL,
	`shop` text NOT NULL,
	`key` text NOT NULL,
	`due_at` integer NOT NULL,
	`first_put_at` integer NOT NULL,
	`last_put_at` integer NOT NULL,
	`puts` integer NOT NULL,
	`takes` integer NOT NULL,
	`attempts` integer NOT NULL,
	`leased_until` integer,
	`note` text NOT NULL,
	PRIMARY KEY(`workspace`, `queue`, `shop`, `key`),
	FOREIGN KEY (`workspace`,`shop`) REFERENCES `shops`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`queue`,`due_at`);--> statement-breakpoint
CREATE TABLE `members` (
	`workspace` text NOT NULL,
	`person` text NOT NULL,
	`role` text NOT NULL,
	`external_person` text,
	PRIMARY KEY(`workspace`, `person`)
);
--> statement-breakpoint
CREATE INDEX `members_external` ON `members` (`external_person`);--> statement-breakpoint
CREATE TABLE `order_charges` (
	`workspace` text NOT NULL,
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`external_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`code` text,
	`rate` text,
	`total_shop` integer,
	`total_presentment` integer,
	`taxes` text NOT NULL,
	PRIMARY KEY(`workspace`, `order_id`, `kind`, `position`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `order_customers` (
	`workspace` text NOT NULL,
	`order_id` text NOT NULL,
	`name` text NOT NULL,
	`folded` text NOT NULL,
	PRIMARY KEY(`workspace`, `order_id`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `order_customers_folded` ON `order_customers` (`workspace`,`folded`,`order_id`);--> statement-breakpoint
CREATE TABLE `order_lines` (
	`workspace` text NOT NULL,
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`external_id` text NOT NULL,
	`product_id` text,
	`variant_id` text,
	`sku` text,
	`title` text NOT NULL,
	`variant_title` text,
	`options` text NOT NULL,
	`picture` text,
	`quantity` integer NOT NULL,
	`current_quantity` integer NOT NULL,
	`unit_price_shop` integer NOT NULL,
	`unit_price_presentment` integer NOT NULL,
	`discount_shop` integer NOT NULL,
	`discount_presentment` integer NOT NULL,
	`total_shop` integer NOT NULL,
	`total_presentment` integer NOT NULL,
	`taxes` text NOT NULL,
	`requires_shipping` integer NOT NULL,
	PRIMARY KEY(`workspace`, `order_id`, `position`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `order_lines_sku` ON `order_lines` (`workspace`,`sku`);--> statement-breakpoint
CREATE TABLE `order_people` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`order_id` text NOT NULL,
	`role` text NOT NULL,
	`current` integer NOT NULL,
	`value` text,
	`erased_at` integer,
	`since` integer NOT NULL,
	PRIMARY KEY(`workspace`, `id`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `order_people_order` ON `order_people` (`workspace`,`order_id`,`role`);--> statement-breakpoint
CREATE TABLE `order_raw` (
	`workspace` text NOT NULL,
	`order_id` text NOT NULL,
	`format` text NOT NULL,
	`encoding` text NOT NULL,
	`body` blob NOT NULL,
	`unknown` text NOT NULL,
	`read_at` integer NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`workspace`, `order_id`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `order_seen` (
	`workspace` text NOT NULL,
	`order_id` text NOT NULL,
	`round` integer NOT NULL,
	PRIMARY KEY(`workspace`, `order_id`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `order_tags` (
	`workspace` text NOT NULL,
	`order_id` text NOT NULL,
	`tag` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`workspace`, `order_id`, `position`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `order_tags_tag` ON `order_tags` (`workspace`,`tag`,`order_id`);--> statement-breakpoint
CREATE TABLE `orders` (
	`row` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`shop` text NOT NULL,
	`external_id` text NOT NULL,
	`number` text NOT NULL,
	`admin_url` text,
	`version` text NOT NULL,
	`placed_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`cancelled_at` integer,
	`closed_at` integer,
	`completed_at` integer,
	`status` text NOT NULL,
	`state` text NOT NULL,
	`source` text,
	`shop_currency` text NOT NULL,
	`presentment_currency` text NOT NULL,
	`taxes_included` integer NOT NULL,
	`test` integer NOT NULL,
	`payment_state` text NOT NULL,
	`payment_method` text NOT NULL,
	`payment_title` text,
	`fulfillment_state` text NOT NULL,
	`subtotal_shop` integer NOT NULL,
	`subtotal_presentment` integer NOT NULL,
	`discount_shop` integer NOT NULL,
	`discount_presentment` integer NOT NULL,
	`shipping_shop` integer NOT NULL,
	`shipping_presentment` integer NOT NULL,
	`fees_shop` integer NOT NULL,
	`fees_presentment` integer NOT NULL,
	`tax_shop` integer NOT NULL,
	`tax_presentment` integer NOT NULL,
	`total_shop` integer NOT NULL,
	`total_presentment` integer NOT NULL,
	`derived_total_shop` integer NOT NULL,
	`derived_total_presentment` integer NOT NULL,
	`paid_shop` integer NOT NULL,
	`paid_presentment` integer NOT NULL,
	`refunded_shop` integer NOT NULL,
	`refunded_presentment` integer NOT NULL,
	`outstanding_shop` integer NOT NULL,
	`outstanding_presentment` integer NOT NULL,
	`presence` text NOT NULL,
	`missing_since` integer,
	`read_began_at` integer NOT NULL,
	`content_hash` text NOT NULL,
	`behind_updated_at` integer,
	`behind_round` integer,
	`search_hash` text NOT NULL,
	`first_read_at` integer NOT NULL,
	`last_read_at` integer NOT NULL,
	FOREIGN KEY (`workspace`,`shop`) REFERENCES `shops`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_key` ON `orders` (`workspace`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_external` ON `orders` (`workspace`,`shop`,`external_id`);--> statement-breakpoint
CREATE INDEX `orders_placed` ON `orders` (`workspace`,`placed_at`,`row`);--> statement-breakpoint
CREATE INDEX `orders_shop_placed` ON `orders` (`workspace`,`shop`,`placed_at`,`row`);--> statement-breakpoint
CREATE INDEX `orders_updated` ON `orders` (`workspace`,`updated_at`,`row`);--> statement-breakpoint
CREATE INDEX `orders_state_placed` ON `orders` (`workspace`,`state`,`placed_at`,`row`);--> statement-breakpoint
CREATE INDEX `orders_payment_placed` ON `orders` (`workspace`,`payment_state`,`placed_at`,`row`);--> statement-breakpoint
CREATE INDEX `orders_fulfillment_placed` ON `orders` (`workspace`,`fulfillment_state`,`placed_at`,`row`);--> statement-breakpoint
CREATE INDEX `orders_total` ON `orders` (`workspace`,`total_shop`,`row`);--> statement-breakpoint
CREATE INDEX `orders_presence` ON `orders` (`workspace`,`shop`,`presence`);--> statement-breakpoint
CREATE INDEX `orders_cells` ON `orders` (`workspace`,`shop`,`state`,`payment_state`,`payment_method`,`fulfillment_state`,`presence`);--> statement-breakpoint
CREATE TABLE `owner_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`workspace` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `payments` (
	`workspace` text NOT NULL,
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`external_id` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`gateway` text,
	`amount_shop` integer NOT NULL,
	`amount_presentment` integer NOT NULL,
	`at` integer,
	PRIMARY KEY(`workspace`, `order_id`, `position`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`locale` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `quarantine` (
	`workspace` text NOT NULL,
	`shop` text NOT NULL,
	`external_id` text NOT NULL,
	`code` text NOT NULL,
	`params` text NOT NULL,
	`body` blob,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	PRIMARY KEY(`workspace`, `shop`, `external_id`),
	FOREIGN KEY (`workspace`,`shop`) REFERENCES `shops`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `refund_lines` (
	`workspace` text NOT NULL,
	`order_id` text NOT NULL,
	`refund` integer NOT NULL,
	`position` integer NOT NULL,
	`line` text NOT NULL,
	`quantity` integer NOT NULL,
	`amount_shop` integer NOT NULL,
	`amount_presentment` integer NOT NULL,
	`restocked` text NOT NULL,
	PRIMARY KEY(`workspace`, `order_id`, `refund`, `position`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `refunds` (
	`workspace` text NOT NULL,
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`external_id` text NOT NULL,
	`at` integer,
	`reason` text,
	`amount_shop` integer NOT NULL,
	`amount_presentment` integer NOT NULL,
	PRIMARY KEY(`workspace`, `order_id`, `position`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `shops` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`platform` text NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL,
	`currency` text NOT NULL,
	`timezone` text,
	`admin_url` text NOT NULL,
	`state` text NOT NULL,
	`paused_code` text,
	`paused_params` text,
	`paused_at` integer,
	`account` blob NOT NULL,
	`bell_secret` blob,
	`bell_state` text NOT NULL,
	`token_due_at` integer,
	`missing_scopes` text NOT NULL,
	`connected_at` integer NOT NULL,
	`last_heard_at` integer,
	`last_read_at` integer,
	PRIMARY KEY(`workspace`, `id`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shops_external` ON `shops` (`platform`,`external_id`);--> statement-breakpoint
CREATE TABLE `sign_ins` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`workspace` text NOT NULL,
	`person` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`timezone` text NOT NULL,
	`event_number` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
);
