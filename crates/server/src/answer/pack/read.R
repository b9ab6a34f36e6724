# Reads a research pack: counts what is in it and holds the counts against files.csv.
# It needs nothing beside base R; with igraph it reads the networks with that too.
#
#   Rscript read.R             check everything and print the counts
#   source("read.R"); ties <- waymark_table("ties")
#
# An empty cell is unknown: it is read as NA, never as 0.

waymark_folder <- function() {
  given <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
  if (length(given) == 1) dirname(normalizePath(given)) else getwd()
}

waymark_rows <- function(path, folder = waymark_folder()) {
  read.csv(
    file.path(folder, path),
    na.strings = "", colClasses = "character", check.names = FALSE,
    encoding = "UTF-8", stringsAsFactors = FALSE
  )
}

# The rows of a table, such as "initiatives".
waymark_table <- function(name, folder = waymark_folder()) {
  waymark_rows(file.path("tables", paste0(name, ".csv")), folder)
}

# The nodes and the edges of a network, such as "two-mode" or "all".
waymark_network <- function(name = "two-mode", folder = waymark_folder()) {
  list(
    nodes = waymark_rows(file.path("networks", name, "nodes.csv"), folder),
    edges = waymark_rows(file.path("networks", name, "edges.csv"), folder)
  )
}

# A network as a graph of igraph.
waymark_graph <- function(name = "two-mode", folder = waymark_folder()) {
  igraph::read_graph(file.path(folder, "networks", name, "graphml.graphml"), format = "graphml")
}

waymark_check <- function(folder = waymark_folder()) {
  files <- waymark_rows("files.csv", folder)
  wrong <- character()
  cat("path,rows\n")
  for (place in seq_len(nrow(files))) {
    path <- files$path[place]
    if (file.size(file.path(folder, path)) != as.numeric(files$bytes[place])) {
      wrong <- c(wrong, paste0(path, ": other bytes than files.csv says"))
    }
    if (grepl("\\.csv$", path)) {
      found <- nrow(waymark_rows(path, folder))
      said <- as.numeric(files$rows[place])
      cat(path, ",", found, "\n", sep = "")
      if (!is.na(said) && said != found) {
        wrong <- c(wrong, paste0(path, ": ", found, " rows, files.csv says ", said))
      }
    }
    if (grepl("\\.graphml$", path) && requireNamespace("igraph", quietly = TRUE)) {
      graph <- waymark_graph(basename(dirname(path)), folder)
      found <- c(igraph::vcount(graph), igraph::ecount(graph))
      said <- as.numeric(c(files$nodes[place], files$edges[place]))
      if (any(found != said)) {
        wrong <- c(wrong, paste0(path, ": other counts by igraph"))
      }
    }
  }
  wrong
}

if (!interactive() && sys.nframe() == 0) {
  wrong <- waymark_check()
  if (length(wrong) > 0) {
    message(paste(wrong, collapse = "\n"))
    quit(status = 1)
  }
}
